package io.iotflow.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.ingest.pipeline.ItemResult.Rejected;
import org.junit.jupiter.api.Test;

class ItemResultTest {

    @Test
    void saysOfWhichFieldAReasonIs() {
        assertThat(new Rejected("value_out_of_range", "pressure", "a number is finite").message())
                .isEqualTo("pressure: a number is finite");
    }

    @Test
    void saysItOnceWhenTheReasonBeginsWithIt() {
        assertThat(new Rejected("invalid_timestamp", "timestamp", "timestamp out of range").message())
                .isEqualTo("timestamp out of range");
        assertThat(new Rejected("value_out_of_range", "a", "accepted are numbers").message())
                .isEqualTo("a: accepted are numbers");
    }

    @Test
    void saysTheReasonAloneOfAWholeReading() {
        assertThat(new Rejected("not_a_reading", "", "a reading is a JSON object").message())
                .isEqualTo("a reading is a JSON object");
    }
}
