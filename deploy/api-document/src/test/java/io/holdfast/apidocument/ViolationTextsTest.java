package io.holdfast.apidocument;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import io.holdfast.defaults.web.ViolationTexts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the sources say of a field that is wrong, people read in Hindi and Hebrew, too. It begins with what is expected of the
 * field: "is needed", "must be 1 or more".
 */
class ViolationTextsTest {

    private static final Locale HINDI = Locale.forLanguageTag("hi");
    private static final Locale HEBREW = Locale.forLanguageTag("he");
    private static final Pattern OF_A_FIELD = Pattern.compile(
            "(is|are|must|has|have|does|means|cannot|differs|may|overlaps|stands|comes) .*", Pattern.DOTALL);
    /** What operators read at start, and what goes into logs and reasons. */
    private static final Set<String> OF_OTHER_THINGS = Set.of("KnownSecrets.java", "NominatimGeocoder.java");
    /** Begun here and ended by whoever calls: each end is a sentence of the file. */
    private static final Set<String> BEGUN = Set.of("is not a valid 7", "must be 7");

    @Test
    void everySentenceOfTheSourcesIsThereInEveryLanguage() throws IOException {
        Map<String, Set<String>> said = said();

        assertThat(said).hasSizeGreaterThan(120);
        assertThat(said.entrySet().stream()
                        .filter(sentence -> !BEGUN.contains(sentence.getKey()))
                        .filter(sentence -> ViolationTexts.find(HINDI, sentence.getKey()).isEmpty()
                                || ViolationTexts.find(HEBREW, sentence.getKey()).isEmpty())
                        .map(sentence -> sentence.getKey() + " in " + sentence.getValue())
                        .toList())
                .as("what violations.yaml in service-defaults does not have; 7 stands for whatever is put in")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            must have 3 to 40 characters            | में 3 से 40 अक्षर हों             | צריך להכיל 3 עד 40 תווים
            must have at most 20 entries            | में ज़्यादा से ज़्यादा 20 प्रविष्टियाँ हों | יכול להכיל עד 20 פריטים
            must be a number of minutes, 1 or more  | मिनटों की संख्या हो, 1 या ज़्यादा    | צריך להיות מספר דקות, 1 לפחות
            must be one of left, right              | इनमें से एक हो — left, right      | צריך להיות אחד מאלה — left, right
            must be one of $1, {0}                  | इनमें से एक हो — $1, {0}         | צריך להיות אחד מאלה — $1, {0}
            """)
    void whatIsPutInStaysAsItIs(String english, String hindi, String hebrew) {
        assertThat(ViolationTexts.find(HINDI, english)).contains(hindi);
        assertThat(ViolationTexts.find(HEBREW, english)).contains(hebrew);
        assertThat(ViolationTexts.find(Locale.ENGLISH, english)).contains(english);
    }

    @Test
    void whatNobodyHasTranslatedIsNotGuessed() {
        assertThat(ViolationTexts.find(HINDI, "is purple")).isEmpty();
        assertThat(ViolationTexts.find(HEBREW, "must be one of " + "x".repeat(600))).isEmpty();
    }

    private static Map<String, Set<String>> said() throws IOException {
        List<Path> files = Sources.files().stream()
                .filter(file -> !OF_OTHER_THINGS.contains(file.getFileName().toString()))
                .toList();
        var found = new TreeMap<String, Set<String>>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            for (var unit : task.parse()) {
                new Reader(Path.of(unit.getSourceFile().toUri()).getFileName().toString(), found).scan(unit, null);
            }
        }
        return found;
    }

    /** Every text of a file that could be said of a field; what is put in at run time is 7. */
    private static final class Reader extends TreeScanner<@Nullable Void, @Nullable Void> {

        private final String file;
        private final Map<String, Set<String>> found;

        Reader(String file, Map<String, Set<String>> found) {
            this.file = file;
            this.found = found;
        }

        @Override
        public @Nullable Void visitBinary(BinaryTree binary, @Nullable Void none) {
            if (binary.getKind() == Tree.Kind.PLUS && begins(binary)) {
                note(text(binary));
                return null;
            }
            return super.visitBinary(binary, none);
        }

        @Override
        public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void none) {
            if (literal.getValue() instanceof String said) {
                note(said);
            }
            return null;
        }

        @Override
        public @Nullable Void visitNewClass(NewClassTree made, @Nullable Void none) {
            // For logs.
            return made.getIdentifier().toString().endsWith("Exception") ? null : super.visitNewClass(made, none);
        }

        @Override
        public @Nullable Void visitAnnotation(AnnotationTree annotation, @Nullable Void none) {
            // Contracts and retention are for other readers.
            boolean ofFields = annotation.getArguments().stream().anyMatch(each -> each.toString().startsWith("message = "));
            return ofFields ? super.visitAnnotation(annotation, none) : null;
        }

        private void note(String said) {
            if (OF_A_FIELD.matcher(said).matches()) {
                found.computeIfAbsent(said.replace("%s", "7"), fresh -> new TreeSet<>()).add(file);
            }
        }

        private static boolean begins(ExpressionTree expression) {
            return switch (expression) {
                case BinaryTree binary -> begins(binary.getLeftOperand());
                case ParenthesizedTree inner -> begins(inner.getExpression());
                case LiteralTree literal -> literal.getValue() instanceof String said && OF_A_FIELD.matcher(said).matches();
                default -> false;
            };
        }

        private static String text(ExpressionTree expression) {
            return switch (expression) {
                case BinaryTree binary when binary.getKind() == Tree.Kind.PLUS ->
                    text(binary.getLeftOperand()) + text(binary.getRightOperand());
                case ParenthesizedTree inner -> text(inner.getExpression());
                case LiteralTree literal when literal.getValue() instanceof String said -> said;
                default -> "7";
            };
        }
    }
}
