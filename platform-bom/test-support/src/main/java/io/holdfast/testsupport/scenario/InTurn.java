package io.holdfast.testsupport.scenario;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.LocalDate;
import java.time.ZoneOffset;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A long test that takes turns with others, so that the build stays short: each day those of one of the three turns run.
 * {@code -Dholdfast.turn=1} runs those of that turn, {@code =all} all; so does whoever names a test with {@code -Dtest=…}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InTurn.Today.class)
public @interface InTurn {

    /** From 0 on. */
    int value();

    /** Lets those run whose turn it is. */
    final class Today implements ExecutionCondition {

        private static final int TURNS = 3;
        private static final String ALL = "all";

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            int its = AnnotationSupport.findAnnotation(context.getElement(), InTurn.class).map(InTurn::value).orElse(-1);
            String turn = System.getProperty("test") != null
                    ? ALL
                    : System.getProperty("holdfast.turn", turnOf(LocalDate.now(ZoneOffset.UTC)));
            return its < 0 || turn.equals(ALL) || turn.equals(Integer.toString(its))
                    ? ConditionEvaluationResult.enabled("It is turn " + turn)
                    : ConditionEvaluationResult.disabled("It is turn " + turn + ", and this one runs with -Dholdfast.turn=" + its);
        }

        static String turnOf(LocalDate day) {
            return Long.toString(day.toEpochDay() % TURNS);
        }
    }
}
