package io.iotflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.JsonValue;
import io.iotflow.domain.FieldValue.TextValue;
import org.junit.jupiter.api.Test;

class StoredSeriesTest {

    @Test
    void namesTheLaneAndTheSeries() {
        assertThat(StoredSeries.ofField("temperature", FieldValue.ofInteger(21)))
                .isEqualTo(new StoredSeries("number", "n_temperature"));
        assertThat(StoredSeries.ofField("count", FieldValue.ofInteger(1L << 60)))
                .isEqualTo(new StoredSeries("integer", "i_count"));
        assertThat(StoredSeries.ofField("a b", new JsonValue("[]"))).isEqualTo(new StoredSeries("json", "j_a_x0020b"));
        assertThat(StoredSeries.ofMetadata("site", new TextValue("A")))
                .isEqualTo(new StoredSeries("text", "s_meta_site"));
    }
}
