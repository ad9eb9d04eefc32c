package io.holdfast.payment.web;

import java.util.List;

import io.holdfast.payment.application.ReconcileLedger.Reconciled;

/**
 * What one page of the provider's ledger held.
 *
 * @param orders        on the page; there are no more when there are neither orders nor refunds
 * @param learned       about which the provider knew more
 * @param lost          of bookings that are not here
 * @param givenBack     payments of those that go back to whoever paid
 * @param refunds       on the page
 * @param standingAgain ids of bookings that had ended, so that their money went back, and stand here again: to be cancelled
 */
record ReconciliationResponse(int orders, int learned, int lost, int givenBack, int refunds, List<String> standingAgain) {

    static ReconciliationResponse of(Reconciled reconciled) {
        return new ReconciliationResponse(
                reconciled.orders(), reconciled.learned(), reconciled.lost(), reconciled.givenBack(),
                reconciled.refunds(), reconciled.standingAgain());
    }
}
