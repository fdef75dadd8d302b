package io.iotflow.testing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameContaining;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/** The rules of docs/architecture.md that class files can show. Each has a planted class that turns it red. */
public final class ArchitectureRules {

    /**
     * Programs that block because a person or a process waits for them; no event loop is theirs. A run of the simulator has a thread
     * of its own.
     */
    private static final String[] BLOCKING_PROGRAMS = {
        "io.iotflow.local..", "io.iotflow.cli..", "io.iotflow.testing..",
        "io.iotflow.simulator.command..", "io.iotflow.simulator.platform..", "io.iotflow.simulator.audit..",
        "io.iotflow.simulator.run.."
    };

    private static final Set<String> BLOCKING_METHODS = Set.of("await", "awaitItem", "join", "get", "sleep");

    /**
     * Who subscribes by hand, and why: group commit, presence and what is kept of it, uses of keys, the feeds of Redis, who
     * repeats what it watches, and the watch over changes are started once and run as long as the service; live readings are
     * sent behind; a query for keys is many callers' at once; the guard of a stream ends with it; a streamed answer is written
     * while its client reads; refusals are written behind; nobody waits for readings that were accepted before they are
     * stored; an MQTT session is driven by a callback API.
     */
    private static final Set<String> MAY_SUBSCRIBE = Set.of(
            "GroupCommit",
            "PresenceRecorder",
            "ChangeWatch",
            "KeepLastSeen",
            "KeyLookups",
            "TellKeyUses",
            "StoreCalls",
            "LastingFeed",
            "LivePublisher",
            "LiveWatch",
            "StreamGuard",
            "StreamedAnswerWriter",
            "SharedRefusalLedger",
            "AcceptedReadings",
            "TelemetryRoute");

    private ArchitectureRules() {}

    /** All of them. */
    public static List<ArchRule> all() {
        return List.of(
                noCycles(),
                noBlocking(),
                noBareSubscribe(),
                storeClient(),
                redisClient(),
                sql(),
                time(),
                names(),
                noFieldInjection(),
                entryPoints());
    }

    /** No cycles between packages. */
    public static ArchRule noCycles() {
        return slices().matching("io.iotflow.(**)").should().beFreeOfCycles();
    }

    /** No blocking call where an event loop may be. */
    public static ArchRule noBlocking() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(BLOCKING_PROGRAMS)
                .should()
                .callMethodWhere(blocking())
                .as("no class of a service should block a thread");
    }

    /** No bare subscribe. */
    public static ArchRule noBareSubscribe() {
        return noClasses()
                .that(are(DescribedPredicate.not(namedOneOf(MAY_SUBSCRIBE))))
                .and()
                .resideOutsideOfPackage("io.iotflow.ingest.mqtt..")
                .should()
                .callMethodWhere(describe(
                        "subscribe by hand",
                        call -> call.getTargetOwner().getFullName().startsWith("io.smallrye.mutiny.")
                                && call.getName().equals("subscribe")))
                .as("no class should subscribe by hand");
    }

    /** The IoTDB client only where readings are laid out; and in the baseline, which is the store without that layer. */
    public static ArchRule storeClient() {
        return noClasses()
                .that()
                .resideOutsideOfPackages("io.iotflow.store..", "io.iotflow.local..", "io.iotflow.cli.bench.baseline..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.iotdb..", "org.apache.tsfile..")
                .as("only telemetry-store should know IoTDB");
    }

    /** The Redis client only where identity, presence, limits, live readings and the shared ledger of refusals are. */
    public static ArchRule redisClient() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.iotflow.identity..",
                        "io.iotflow.presence..",
                        "io.iotflow.limit..",
                        "io.iotflow.live..",
                        "io.iotflow.ingest.refusal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus.redis..", "io.vertx.redis..", "io.vertx.mutiny.redis..")
                .as("only identity, presence, limits, live readings and refusals should know Redis");
    }

    /** SQL only in repositories. */
    public static ArchRule sql() {
        DescribedPredicate<JavaClass> repository = simpleNameEndingWith("Repository")
                .or(simpleNameEndingWith("Rows"))
                .or(simpleNameContaining("Sql"))
                .or(simpleNameContaining("Database"));
        return noClasses()
                .that(are(DescribedPredicate.not(repository)))
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.vertx.mutiny.sqlclient..", "io.vertx.sqlclient.."))
                .as("only repositories should speak SQL");
    }

    /** Time from an injected clock. */
    public static ArchRule time() {
        return noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .as("no class should ask the machine for the time");
    }

    /** No names that say nothing. */
    public static ArchRule names() {
        return noClasses()
                .that()
                .resideInAPackage("io.iotflow..")
                .should()
                .haveSimpleNameContaining("Util")
                .orShould()
                .haveSimpleNameContaining("Helper")
                .orShould()
                .haveSimpleNameContaining("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameStartingWith("Abstract");
    }

    /** Dependencies come through the constructor. */
    public static ArchRule noFieldInjection() {
        return noFields().should().beAnnotatedWith("jakarta.inject.Inject");
    }

    /** Entry points are imported by nobody. */
    public static ArchRule entryPoints() {
        return noClasses()
                .that(are(DescribedPredicate.not(simpleNameEndingWith("Resource"))))
                .and()
                .areTopLevelClasses()
                .and()
                // What the build adds to a resource is not ours.
                .haveSimpleNameNotContaining("$")
                .should()
                .dependOnClassesThat(simpleNameEndingWith("Resource").and(resideInAnyPackage("io.iotflow..")))
                .as("no class should depend on an entry point");
    }

    private static DescribedPredicate<JavaMethodCall> blocking() {
        return describe("block", call -> {
            JavaClass owner = call.getTargetOwner();
            boolean waits = owner.isEquivalentTo(Thread.class)
                    || owner.isAssignableTo(Future.class)
                    || owner.isEquivalentTo(CompletableFuture.class)
                    || owner.getFullName().startsWith("io.smallrye.mutiny.");
            return waits && BLOCKING_METHODS.contains(call.getName()) && !isJoinOfUnis(call);
        });
    }

    /** {@code Uni.join()} combines and does not wait. */
    private static boolean isJoinOfUnis(JavaMethodCall call) {
        return call.getTargetOwner().getFullName().equals("io.smallrye.mutiny.Uni")
                && call.getName().equals("join");
    }

    private static DescribedPredicate<JavaClass> namedOneOf(Set<String> names) {
        return describe("named one of " + names, type -> names.contains(outermost(type)));
    }

    private static String outermost(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer.getSimpleName();
    }

    private static <T> DescribedPredicate<T> describe(String words, Predicate<T> predicate) {
        return DescribedPredicate.describe(words, predicate);
    }
}
