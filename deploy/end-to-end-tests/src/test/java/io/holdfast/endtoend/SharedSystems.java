package io.holdfast.endtoend;

import java.lang.annotation.Annotation;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Of the systems that several classes share, the one that is the slowest to start and has the most to do begins first;
 * and each ends with the last class that uses it: idle, it would still take a tenth of a core from the others.
 */
public final class SharedSystems implements TestExecutionListener {

    private final Set<String> onPlatform = ConcurrentHashMap.newKeySet();
    private final Set<String> onServicesApart = ConcurrentHashMap.newKeySet();

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        onPlatform.addAll(classesWith(OnPlatform.class, plan));
        onServicesApart.addAll(classesWith(OnServicesApart.class, plan));
        if (!onServicesApart.isEmpty()) {
            Apart.begin();
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        ended(test);
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        ended(test);
    }

    private void ended(TestIdentifier test) {
        if (onPlatform.remove(test.getUniqueId()) && onPlatform.isEmpty()) {
            Platform.end();
        }
        if (onServicesApart.remove(test.getUniqueId()) && onServicesApart.isEmpty()) {
            Apart.end();
        }
    }

    private static Set<String> classesWith(Class<? extends Annotation> annotation, TestPlan plan) {
        return plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .filter(test -> test.getSource().orElse(null) instanceof ClassSource source
                        && source.getJavaClass().isAnnotationPresent(annotation))
                .map(TestIdentifier::getUniqueId)
                .collect(Collectors.toSet());
    }
}
