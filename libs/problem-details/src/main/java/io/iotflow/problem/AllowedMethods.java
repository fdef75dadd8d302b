package io.iotflow.problem;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.server.core.Deployment;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestPath;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.mapping.URITemplate;
import org.jboss.resteasy.reactive.server.util.RuntimeResourceVisitor;

/**
 * Which methods a path has. The framework answers 405 without the {@code Allow} that RFC 9110 (15.5.6) demands; it is
 * looked up in the framework's own table, which is read at the first 405. Any thread.
 */
@Singleton
class AllowedMethods {

    /** A method of an endpoint, and what the paths of that endpoint look like. */
    record Endpoint(String method, RequestMapper<String> paths) {

        static Endpoint of(String method, String template) {
            RequestPath<String> path = new RequestPath<>(false, new URITemplate(template, false), method);
            return new Endpoint(method, new RequestMapper<>(new ArrayList<>(List.of(path))));
        }

        boolean answers(String path) {
            return paths.map(path) != null;
        }
    }

    private final Supplier<List<Endpoint>> source;
    private volatile List<Endpoint> endpoints = List.of();

    @Inject
    AllowedMethods() {
        this(AllowedMethods::ofThisService);
    }

    AllowedMethods(Supplier<List<Endpoint>> source) {
        this.source = source;
    }

    /** In the order of the alphabet; {@code GET} brings {@code HEAD}, and {@code OPTIONS} is everywhere. */
    SortedSet<String> at(String path) {
        if (endpoints.isEmpty()) {
            endpoints = source.get();
        }
        SortedSet<String> methods = new TreeSet<>(List.of("OPTIONS"));
        endpoints.stream()
                .filter(endpoint -> endpoint.answers(path))
                .forEach(endpoint -> methods.add(endpoint.method()));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    private static List<Endpoint> ofThisService() {
        List<Endpoint> found = new ArrayList<>();
        Deployment deployment = ResteasyReactiveRecorder.getCurrentDeployment();
        RuntimeResourceVisitor.visitRuntimeResources(
                deployment.getPrefix(), deployment.getClassMappers(), new RuntimeResourceVisitor() {
                    @Override
                    public void visitRuntimeResource(String method, String path, RuntimeResource resource) {
                        found.add(Endpoint.of(method, path));
                    }
                });
        return List.copyOf(found);
    }
}
