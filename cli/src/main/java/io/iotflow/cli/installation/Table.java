package io.iotflow.cli.installation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows under their headings, each column as wide as its widest value. */
public record Table(List<String> columns, List<List<String>> rows) {

    private static final String GAP = "  ";

    /** The members of each object of an array that the columns name. */
    public static Table of(JsonNode objects, List<String> columns) {
        List<List<String>> rows = new ArrayList<>();
        objects.forEach(object -> rows.add(
                columns.stream().map(column -> text(object.path(column))).toList()));
        return new Table(columns, rows);
    }

    /** A value for people. */
    static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "-";
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }

    /** Writes it, headings first. */
    public void print(PrintWriter out) {
        out.println(line(columns.stream()
                .map(column -> column.toUpperCase(Locale.ROOT).replace('_', ' '))
                .toList()));
        rows.forEach(row -> out.println(line(row)));
        out.flush();
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            line.append(cell)
                    .append(" ".repeat(Math.max(0, width(column) - cell.length())))
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        int widest = columns.get(column).length();
        for (List<String> row : rows) {
            widest = Math.max(widest, row.get(column).length());
        }
        return widest;
    }
}
