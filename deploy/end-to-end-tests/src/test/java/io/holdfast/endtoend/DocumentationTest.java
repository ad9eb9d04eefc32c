package io.holdfast.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Markdown and comments name what is there: links, files and classes. What is renamed is renamed where it is written about, too. */
class DocumentationTest {

    private static final Path REPOSITORY = Apart.repository().toAbsolutePath().normalize();
    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".holdfast", ".idea", "node_modules");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\((?![a-z]+:)([^)\\s#]*)(?:#([^)\\s]+))?\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
    private static final Pattern FILE = Pattern.compile("(?<![\\w/.{<>*-])((?:[\\w-]+/)*[\\w-]+\\.(?:md|ya?ml|xml|java|pem))\\b");
    private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+)`");

    private final List<Path> files = files();

    @Test
    void linksLeadSomewhere() {
        assertThat(notThere(markdown(), LINK, (file, link) -> {
            Path there = link.group(1).isEmpty() ? file : file.resolveSibling(link.group(1)).normalize();
            return Files.exists(there)
                    && (link.group(2) == null || HEADING.matcher(read(there)).results()
                            .anyMatch(heading -> anchor(heading.group(1)).equals(link.group(2))));
        }, DocumentationTest::read)).isEmpty();
    }

    @Test
    void filesThatAreNamedAreThere() {
        Set<String> names = new HashSet<>();
        for (Path file : files) {
            Path path = REPOSITORY.relativize(file);
            for (int from = 0; from < path.getNameCount(); from++) {
                names.add(path.subpath(from, path.getNameCount()).toString());
            }
        }

        assertThat(notThere(markdown(), FILE, (file, name) -> names.contains(name.group(1)), DocumentationTest::read)).isEmpty();
        assertThat(notThere(java(), FILE, (file, name) -> names.contains(name.group(1)), DocumentationTest::comments)).isEmpty();
    }

    @Test
    void classesThatAreNamedAreThere() {
        Set<String> words = new HashSet<>();
        java().forEach(file -> words.addAll(List.of(COMMENT.matcher(read(file)).replaceAll(" ").split("\\W+"))));
        files.stream().filter(ending(".xml", ".yml")).forEach(file -> words.addAll(List.of(read(file).split("\\W+"))));

        assertThat(notThere(markdown(), CLASS, (file, name) -> words.contains(name.group(1)), DocumentationTest::read)).isEmpty();
    }

    private static List<String> notThere(
            Stream<Path> files, Pattern pattern, BiPredicate<Path, MatchResult> there, Function<Path, String> text) {
        return files.flatMap(file -> pattern.matcher(text.apply(file)).results()
                        .filter(named -> !there.test(file, named))
                        .map(named -> REPOSITORY.relativize(file) + " names " + named.group()))
                .toList();
    }

    private Stream<Path> markdown() {
        return files.stream().filter(ending(".md"));
    }

    private Stream<Path> java() {
        return files.stream().filter(ending(".java"));
    }

    private static Predicate<Path> ending(String... endings) {
        return file -> Stream.of(endings).anyMatch(file.toString()::endsWith);
    }

    private static String comments(Path file) {
        var comments = new StringBuilder();
        COMMENT.matcher(read(file)).results().forEach(comment -> comments.append(comment.group()).append('\n'));
        return comments.toString();
    }

    /** As GitHub makes it of a heading. */
    private static String anchor(String heading) {
        return heading.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\w\\s-]", "").replace(' ', '-');
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files() {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(REPOSITORY, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return NOT_OURS.contains(folder.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    found.add(file);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
