package io.holdfast.payment.web;

import io.holdfast.payment.application.ReconcileLedger.Reconciled;

/**
 * What one page of the provider's ledger held.
 *
 * @param orders    on the page; none when there are no more
 * @param learned   about which the provider knew more
 * @param lost      of bookings that are not here
 * @param givenBack payments of those that go back to whoever paid
 */
record ReconciliationResponse(int orders, int learned, int lost, int givenBack) {

    static ReconciliationResponse of(Reconciled reconciled) {
        return new ReconciliationResponse(reconciled.orders(), reconciled.learned(), reconciled.lost(), reconciled.givenBack());
    }
}
