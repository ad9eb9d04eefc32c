package io.holdfast.web.admin.people;

import java.util.List;

import io.holdfast.web.admin.part.Fact;
import io.holdfast.web.admin.part.Pager;
import io.holdfast.web.admin.part.Table;
import io.holdfast.web.page.Form;

/** Somebody who has booked. @param email by which their data can be asked for */
public record ContactView(String name, String address, String email, List<Fact> facts, Table bookings, Pager pager, Form form) {}
