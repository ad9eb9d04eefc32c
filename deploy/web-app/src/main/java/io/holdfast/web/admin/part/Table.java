package io.holdfast.web.admin.part;

import java.util.List;

/**
 * A table as it is shown.
 *
 * @param label what it is of, for those who do not see it
 * @param heads of the columns
 * @param empty what is said in its place where it has no rows
 */
public record Table(String label, List<String> heads, List<List<Cell>> rows, String empty) {}
