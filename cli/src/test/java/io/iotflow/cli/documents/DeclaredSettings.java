package io.iotflow.cli.documents;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Each key of a {@code @ConfigMapping}, as its name in the configuration. */
final class DeclaredSettings {

    private static final String MAPPING = "io.smallrye.config.ConfigMapping";

    private DeclaredSettings() {}

    /** Keys with their defaults; empty for a key without one. Keys of maps have no names of their own. */
    static Map<String, String> in(JavaClasses classes) {
        Map<String, String> keys = new TreeMap<>();
        classes.stream()
                .filter(type -> type.isAnnotatedWith(MAPPING))
                .forEach(type -> collect(text(type.getAnnotationOfType(MAPPING), "prefix"), type, keys));
        return keys;
    }

    private static void collect(String prefix, JavaClass mapping, Map<String, String> keys) {
        for (JavaMethod method : mapping.getMethods()) {
            if (method.getModifiers().contains(JavaModifier.ABSTRACT)) {
                add(prefix + "." + name(method), method, keys);
            }
        }
    }

    private static void add(String key, JavaMethod method, Map<String, String> keys) {
        JavaClass type = method.getRawReturnType();
        if (type.isAssignableTo(Map.class)) {
            return;
        }
        if (type.isInterface() && type.getPackageName().startsWith("io.iotflow")) {
            collect(key, type, keys);
        } else {
            keys.put(key, value(method, "io.smallrye.config.WithDefault").orElse(""));
        }
    }

    private static String name(JavaMethod method) {
        return value(method, "io.smallrye.config.WithName")
                .orElseGet(() -> method.getName()
                        .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                        .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
                        .toLowerCase(Locale.ROOT));
    }

    private static Optional<String> value(JavaMethod method, String annotation) {
        return method.tryGetAnnotationOfType(annotation).map(found -> text(found, "value"));
    }

    private static String text(JavaAnnotation<?> annotation, String member) {
        return annotation.get(member).map(Object::toString).orElse("");
    }
}
