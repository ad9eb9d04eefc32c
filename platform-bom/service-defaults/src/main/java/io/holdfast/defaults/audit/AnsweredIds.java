package io.holdfast.defaults.audit;

import io.holdfast.defaults.web.ProblemWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Notes what an action is answered with: the ids, since what it made has none in its path, and the code of a problem. */
@RestControllerAdvice
class AnsweredIds implements ResponseBodyAdvice<Object> {

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returned,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (request instanceof ServletServerHttpRequest servlet) {
            Ending ending = Ending.find(servlet.getServletRequest().getAttribute(Ending.attribute()));
            if (ending != null && body instanceof ProblemDetail problem) {
                ProblemWriter.note(servlet.getServletRequest(), problem);
            } else if (ending != null) {
                ending.addSubjects(Subjects.inAnswer(body));
            }
        }
        return body;
    }
}
