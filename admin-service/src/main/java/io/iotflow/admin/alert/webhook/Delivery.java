package io.iotflow.admin.alert.webhook;

/**
 * Something to tell, for the {@code attempt}th time.
 *
 * @param secret signs it
 */
record Delivery(long id, String url, String secret, String body, int attempt) {
    @Override
    public String toString() {
        return "Delivery[id=" + id + ", attempt=" + attempt + "]";
    }
}
