package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.AnnotationBasedArgumentsProvider;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.yearbook.dashboard.state.Role;

/** A test that says of each role what it may. One that is not named fails it, so that no new role goes unasked. */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@ArgumentsSource(EveryRole.Rows.class)
@interface EveryRole {

    /** A row for each role: its code and what the test takes beside it, with commas between them. */
    String[] value();

    /** The rows as the test takes them. */
    final class Rows extends AnnotationBasedArgumentsProvider<EveryRole> {

        @Override
        protected Stream<? extends Arguments> provideArguments(
                ParameterDeclarations parameters, ExtensionContext context, EveryRole every) {
            return read(every.value()).stream().map(row -> Arguments.of((Object[]) row));
        }

        static List<String[]> read(String... rows) {
            List<String[]> read =
                    Arrays.stream(rows).map(row -> row.split("\\s*,\\s*", -1)).toList();
            assertThat(read.stream().map(row -> row[0]))
                    .as("each role once")
                    .containsExactlyInAnyOrder(
                            Arrays.stream(Role.values()).map(Role::code).toArray(String[]::new));
            return read;
        }
    }
}
