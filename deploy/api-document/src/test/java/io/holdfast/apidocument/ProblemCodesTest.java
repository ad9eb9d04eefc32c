package io.holdfast.apidocument;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import io.holdfast.availability.domain.RejectionReason;
import io.holdfast.defaults.web.ProblemCatalogue;
import io.holdfast.defaults.web.ProblemCatalogue.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every code that the sources give a problem is in problems.yaml, and so has a page; and what is there is given. A code is
 * what stands where a parameter is called {@code code} ({@code Problem.rule(code, …)}, {@code refused(code, …)}, an enum's
 * constants), or beside {@code "code"} in {@code with("code", …)}.
 */
class ProblemCodesTest {

    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)+");
    /** Take codes of other things: of currencies, of what Razorpay says of an order. */
    private static final Set<String> OF_OTHER_THINGS = Set.of("find", "OrderRefused", "orderRefused");

    private static final Map<String, Set<String>> BY_CODE = new TreeMap<>();

    @BeforeAll
    static void readTheSources() throws IOException {
        var scan = new Scan();
        scan.read(Sources.files());
        BY_CODE.putAll(scan.codes());
        // Why a slot is rejected comes with availability's event and goes into the problem as it is.
        Stream.of(RejectionReason.values()).forEach(reason -> BY_CODE.put(reason.name(), Set.of("RejectionReason")));
    }

    @Test
    void everyCodeHasItsPage() {
        assertThat(BY_CODE).hasSizeGreaterThan(40);
        assertThat(BY_CODE.entrySet().stream()
                        .filter(code -> ProblemCatalogue.shipped().find(code.getKey()).isEmpty())
                        .map(code -> code.getKey() + " in " + code.getValue())
                        .toList())
                .as("codes that problems.yaml in service-defaults does not explain")
                .isEmpty();
    }

    @Test
    void everyPageIsOfACodeThatThereIs() {
        ProblemCatalogue catalogue = ProblemCatalogue.shipped();
        assertThat(catalogue.all().stream()
                        // What a status has without a code of its own.
                        .filter(kind -> !catalogue.usual(kind.statuses().getFirst()).equals(kind))
                        .map(Kind::code)
                        .filter(code -> !BY_CODE.containsKey(code)))
                .as("codes of problems.yaml that no source gives")
                .isEmpty();
    }

    /** Where methods and constructors take a code, and what is given there. */
    private static final class Scan {

        private final Map<String, Set<Integer>> takers = new HashMap<>();
        private final Map<String, String> constants = new HashMap<>();
        private final List<Call> calls = new ArrayList<>();

        private record Call(String file, String name, List<? extends ExpressionTree> arguments) {}

        void read(List<Path> files) throws IOException {
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            try (var manager = compiler.getStandardFileManager(null, null, null)) {
                var task = (JavacTask) compiler.getTask(
                        null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
                for (var unit : task.parse()) {
                    new Reader(Path.of(unit.getSourceFile().toUri()).getFileName().toString()).scan(unit, null);
                }
            }
        }

        Map<String, Set<String>> codes() {
            var found = new LinkedHashMap<String, Set<String>>();
            for (Call call : calls) {
                for (int i = 0; i < call.arguments().size(); i++) {
                    boolean taken = takers.getOrDefault(call.name() + "/" + call.arguments().size(), Set.of()).contains(i)
                            || call.name().equals("with") && i == 1 && "code".equals(text(call.arguments().getFirst()));
                    String code = text(call.arguments().get(i));
                    if (taken && code != null && CODE.matcher(code).matches()) {
                        found.computeIfAbsent(code, fresh -> new TreeSet<>()).add(call.file());
                    }
                }
            }
            return found;
        }

        private @Nullable String text(ExpressionTree expression) {
            return switch (expression) {
                case LiteralTree literal -> literal.getValue() instanceof String text ? text : null;
                case IdentifierTree name -> constants.get(name.getName().toString());
                case MemberSelectTree name -> constants.get(name.getIdentifier().toString());
                default -> null;
            };
        }

        private final class Reader extends TreeScanner<@Nullable Void, @Nullable Void> {

            private final String file;

            Reader(String file) {
                this.file = file;
            }

            @Override
            public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
                // A constructor, and a record's components, are parsed as the class's members; their name is <init>.
                take(method.getName().toString(), method.getParameters());
                return super.visitMethod(method, none);
            }

            @Override
            public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
                String name = type.getSimpleName().toString();
                if (type.getKind() == Tree.Kind.RECORD) {
                    take(name, type.getMembers().stream()
                            .filter(VariableTree.class::isInstance)
                            .map(VariableTree.class::cast)
                            .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
                            .toList());
                }
                type.getMembers().forEach(member -> {
                    if (member instanceof MethodTree constructor && constructor.getName().contentEquals("<init>")) {
                        take(name, constructor.getParameters());
                    }
                });
                return super.visitClass(type, none);
            }

            @Override
            public @Nullable Void visitVariable(VariableTree variable, @Nullable Void none) {
                if (variable.getInitializer() instanceof LiteralTree literal && literal.getValue() instanceof String text
                        && variable.getModifiers().getFlags().contains(Modifier.FINAL)) {
                    constants.put(variable.getName().toString(), text);
                }
                return super.visitVariable(variable, none);
            }

            @Override
            public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void none) {
                calls.add(new Call(file, nameOf(call.getMethodSelect()), call.getArguments()));
                return super.visitMethodInvocation(call, none);
            }

            @Override
            public @Nullable Void visitNewClass(NewClassTree made, @Nullable Void none) {
                calls.add(new Call(file, nameOf(made.getIdentifier()), made.getArguments()));
                return super.visitNewClass(made, none);
            }

            private static String nameOf(ExpressionTree select) {
                return switch (select) {
                    case IdentifierTree name -> name.getName().toString();
                    case MemberSelectTree name -> name.getIdentifier().toString();
                    default -> "";
                };
            }

            private void take(String name, List<? extends VariableTree> parameters) {
                for (int i = 0; i < parameters.size() && !OF_OTHER_THINGS.contains(name); i++) {
                    VariableTree parameter = parameters.get(i);
                    if (parameter.getName().contentEquals("code") && parameter.getType().toString().equals("String")) {
                        takers.computeIfAbsent(name + "/" + parameters.size(), fresh -> new TreeSet<>()).add(i);
                    }
                }
            }
        }
    }
}
