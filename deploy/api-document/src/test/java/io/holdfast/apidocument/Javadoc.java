package io.holdfast.apidocument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import org.jspecify.annotations.Nullable;

/** What the sources say of classes, their methods and the components of records: the API is described where it is written. */
final class Javadoc {

    private static final Pattern INLINE = Pattern.compile("\\{@(code|link|linkplain|value)\\s+((?:[^{}]|\\{(?:[^{}]|\\{[^{}]*})*})*)}");
    private static final Pattern PARAGRAPH = Pattern.compile("\\s*</?(?:p|ul|ol)>\\s*");
    private static final Pattern ITEM = Pattern.compile("\\s*<li>\\s*");
    private static final Pattern TAG = Pattern.compile("(?m)^\\s*@(\\w+)\\s+");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<!such|e\\.g|i\\.e)[.](?=\\s|$)");

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final Set<Path> read = new HashSet<>();
    private final Map<String, Doc> docs = new HashMap<>();

    /** @param params what it says of each parameter or component */
    record Doc(String text, Map<String, String> params) {

        static final Doc NONE = new Doc("", Map.of());

        String firstSentence() {
            Matcher end = SENTENCE_END.matcher(text);
            String sentence = end.find() ? text.substring(0, end.end()) : text;
            return sentence.replaceAll("\\s+", " ").strip();
        }
    }

    Doc of(Class<?> type) {
        read(type);
        return docs.getOrDefault(type.getName(), Doc.NONE);
    }

    Doc of(Method method) {
        read(method.getDeclaringClass());
        String parameters = Stream.of(method.getParameterTypes()).map(Class::getSimpleName).collect(Collectors.joining(","));
        return docs.getOrDefault(method.getDeclaringClass().getName() + "#" + method.getName() + "(" + parameters + ")", Doc.NONE);
    }

    private void read(Class<?> type) {
        Class<?> outermost = type;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        String file = outermost.getName().replace('.', '/') + ".java";
        Sources.folders().stream().map(folder -> folder.resolve(file)).filter(Files::exists).filter(read::add).forEach(this::parse);
    }

    private void parse(Path file) {
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(file));
            DocTrees trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Reader(trees, unit.getPackageName() + ".").scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Reader extends TreePathScanner<@Nullable Void, @Nullable Void> {

        private final DocTrees trees;
        private String name;
        private boolean isNested;

        Reader(DocTrees trees, String packageName) {
            this.trees = trees;
            this.name = packageName;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
            String around = name;
            boolean nested = isNested;
            name = around + (nested ? "$" : "") + type.getSimpleName();
            isNested = true;
            keep(name);
            super.visitClass(type, none);
            name = around;
            isNested = nested;
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
            String parameters = method.getParameters().stream()
                    .map(parameter -> simpleName(parameter.getType().toString()))
                    .collect(Collectors.joining(","));
            keep(name + "#" + method.getName() + "(" + parameters + ")");
            return null;
        }

        private static String simpleName(String type) {
            String raw = type.replaceAll("@[\\w.]+(\\([^)]*\\))?\\s*", "").replaceAll("<.*>", "").replace(" ", "");
            return raw.substring(raw.lastIndexOf('.') + 1);
        }

        private void keep(String key) {
            String comment = trees.getDocComment(getCurrentPath());
            if (comment != null) {
                docs.put(key, doc(comment));
            }
        }
    }

    static Doc doc(String comment) {
        Matcher tag = TAG.matcher(comment);
        var params = new LinkedHashMap<String, String>();
        String text = comment;
        int from = -1;
        String kind = "";
        while (tag.find()) {
            if (from < 0) {
                text = comment.substring(0, tag.start());
            } else {
                param(kind, comment.substring(from, tag.start()), params);
            }
            kind = tag.group(1);
            from = tag.end();
        }
        if (from >= 0) {
            param(kind, comment.substring(from), params);
        }
        return new Doc(plain(text), params);
    }

    private static void param(String kind, String said, Map<String, String> params) {
        String[] words = said.strip().split("\\s+", 2);
        if (kind.equals("param") && words.length == 2) {
            params.put(words[0], plain(words[1]).replaceAll("\\s+", " "));
        }
    }

    /** Markdown, as OpenAPI has it. */
    private static String plain(String comment) {
        String text = INLINE.matcher(comment).replaceAll(found -> {
            String said = found.group(2).strip().replace("#", "");
            return Matcher.quoteReplacement("`" + said.replaceAll("\\s+", " ") + "`");
        });
        text = text.replaceAll("[ \\t]*\\n[ \\t]*", "\n");
        text = ITEM.matcher(text).replaceAll("\n- ");
        text = PARAGRAPH.matcher(text).replaceAll("\n\n").replaceAll("</li>", "");
        text = text.replaceAll("(?<!\\n)\\n(?![\\n-])", " ");
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip();
    }
}
