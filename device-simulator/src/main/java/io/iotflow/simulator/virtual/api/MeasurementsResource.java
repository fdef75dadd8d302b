package io.iotflow.simulator.virtual.api;

import io.iotflow.operator.OperatorRole;
import io.iotflow.problem.NumberParameter;
import io.iotflow.simulator.virtual.Measurement;
import io.iotflow.simulator.virtual.MeasurementFilter;
import io.iotflow.simulator.virtual.MeasurementMean;
import io.iotflow.simulator.virtual.MeasurementRepository;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestMulti;

/** What virtual devices measured: page by page as JSON, newest first; or as CSV, all of it, oldest first. */
@Path("/api/v1/simulator")
@RolesAllowed(OperatorRole.Names.VIEWER)
class MeasurementsResource {

    private static final int LARGEST_PAGE = 1000;
    private static final int EXPORT_PAGE = 1000;

    private static final int LONGEST_WINDOW = 86_400;
    private static final int MOST_WINDOWS = 5000;

    record Means(int windowSeconds, List<MeasurementMean> data) {}

    record PageMeta(long total, int limit, int offset) {}

    record MeasurementPage(List<MeasurementDocument> measurements, PageMeta meta) {}

    private final MeasurementRepository measurements;
    private final Clock clock;

    MeasurementsResource(MeasurementRepository measurements, Clock clock) {
        this.measurements = measurements;
        this.clock = clock;
    }

    @GET
    @Path("/measurements")
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<MeasurementPage> page(
            @BeanParam MeasurementParameters parameters,
            @QueryParam("limit") @DefaultValue("100") String limit,
            @QueryParam("offset") @DefaultValue("0") String offset) {
        int most = NumberParameter.read("limit", limit, 1, LARGEST_PAGE);
        int from = NumberParameter.read("offset", offset, 0, Integer.MAX_VALUE);
        MeasurementFilter filter = parameters.filter(clock.instant());
        return Promised.uni(() -> measurements.page(filter, most, from))
                .chain(page -> Promised.uni(() -> measurements.count(filter))
                        .map(total -> new MeasurementPage(
                                page.stream().map(MeasurementDocument::of).toList(), new PageMeta(total, most, from))));
    }

    /** The means of windows of so many seconds, for a chart. */
    @GET
    @Path("/measurements/aggregated")
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Means> means(
            @BeanParam MeasurementParameters parameters, @QueryParam("window") @DefaultValue("60") String window) {
        int seconds = NumberParameter.read("window", window, 1, LONGEST_WINDOW);
        MeasurementFilter filter = parameters.filter(clock.instant());
        return Promised.uni(() -> measurements.means(filter, seconds, MOST_WINDOWS))
                .map(means -> new Means(seconds, means));
    }

    /** All of them as a file. */
    @GET
    @Path("/measurements.csv")
    @Produces("text/csv")
    public RestMulti<String> csv(@BeanParam MeasurementParameters parameters) {
        MeasurementFilter filter = parameters.filter(clock.instant());
        String name = filter.device().map(id -> "measurements-" + id + ".csv").orElse("measurements.csv");
        return RestMulti.fromMultiData(Multi.createBy()
                        .concatenating()
                        .streams(Multi.createFrom().item(MeasurementDocument.HEADER), lines(filter)))
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .build();
    }

    private Multi<String> lines(MeasurementFilter filter) {
        return Multi.createBy()
                .repeating()
                .uni(AtomicReference<Optional<Measurement>>::new, last -> next(filter, last))
                .until(List::isEmpty)
                .map(MeasurementsResource::text);
    }

    private Uni<List<Measurement>> next(MeasurementFilter filter, AtomicReference<Optional<Measurement>> last) {
        Optional<Measurement> before = Optional.ofNullable(last.get()).flatMap(known -> known);
        return Promised.uni(() -> measurements.next(filter, before, EXPORT_PAGE))
                .invoke(page ->
                        page.stream().reduce((_, newest) -> newest).ifPresent(one -> last.set(Optional.of(one))));
    }

    private static String text(List<Measurement> page) {
        return page.stream()
                .map(measurement -> MeasurementDocument.of(measurement).csv())
                .collect(Collectors.joining());
    }
}
