package io.iotflow.planted.one;

import java.util.concurrent.CompletableFuture;

/** Waits where nobody may. */
public final class BlockingCall {

    /** Blocks. */
    public String wait(CompletableFuture<String> answer) {
        return answer.join();
    }
}
