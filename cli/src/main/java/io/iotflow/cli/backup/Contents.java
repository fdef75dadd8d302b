package io.iotflow.cli.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/**
 * What is in a backup.
 *
 * @param version the form of the tables
 * @param tables their columns
 * @param sequences how far they had come
 */
record Contents(String version, Map<String, String> tables, Map<String, Long> sequences) {

    static final String ENTRY = "contents.json";
    static final String READINGS = "readings.jsonl";

    private static final ObjectMapper JSON = new ObjectMapper();

    static String entry(String table) {
        return "tables/" + table;
    }

    static Contents read(String text) throws JsonProcessingException {
        return JSON.readValue(text, Contents.class);
    }

    String text() throws JsonProcessingException {
        return JSON.writeValueAsString(this);
    }
}
