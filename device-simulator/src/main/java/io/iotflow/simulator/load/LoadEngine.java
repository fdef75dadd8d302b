package io.iotflow.simulator.load;

import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Sends the messages of up to a hundred thousand devices from a few event loops: no thread per device, nothing allocated
 * per device but its connection. Several runs may be under way at once.
 */
public final class LoadEngine implements AutoCloseable {

    private static final long FAREWELL_SECONDS = 5;

    private final NioEventLoopGroup loops;
    private final int count;

    /**
     * @param eventLoops how many threads send
     */
    public LoadEngine(int eventLoops) {
        this.count = eventLoops;
        this.loops = new NioEventLoopGroup(eventLoops, new DefaultThreadFactory("load", true));
    }

    /** Opens the connections of a run and begins. Fails when the platform can't be reached or lets a device not in. */
    public CompletableFuture<LoadRun> start(LoadPlan plan) {
        int parts = Math.min(count, plan.devices().size());
        List<LoadShare> shares = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            EventLoop loop = loops.next();
            shares.add(new LoadShare(loop, plan.share(part, parts)));
        }
        return all(shares.stream().map(LoadShare::connect).toList()).thenApply(_ -> begin(shares));
    }

    private static LoadRun begin(List<LoadShare> shares) {
        long start = System.nanoTime();
        List<LoadReport> reports = new ArrayList<>();
        CompletableFuture<LoadReport> sum = all(shares.stream()
                        .map(share -> share.run(start).thenAccept(report -> {
                            synchronized (reports) {
                                reports.add(report);
                            }
                        }))
                        .toList())
                .thenApply(_ -> Tally.sum(reports));
        return new LoadRun(shares, sum);
    }

    private static CompletableFuture<Void> all(List<CompletableFuture<Void>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, FAREWELL_SECONDS, TimeUnit.SECONDS);
    }
}
