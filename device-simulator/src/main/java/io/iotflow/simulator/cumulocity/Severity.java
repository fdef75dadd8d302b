package io.iotflow.simulator.cumulocity;

/** How bad an alarm is; each has a template of its own. */
public enum Severity {
    CRITICAL("301"),
    MAJOR("302"),
    MINOR("303"),
    WARNING("304");

    private final String template;

    Severity(String template) {
        this.template = template;
    }

    String template() {
        return template;
    }
}
