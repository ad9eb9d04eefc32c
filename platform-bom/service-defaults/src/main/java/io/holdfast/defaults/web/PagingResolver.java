package io.holdfast.defaults.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Fills controllers' {@link Paging} and {@link CursorPaging} parameters. */
final class PagingResolver implements HandlerMethodArgumentResolver {

    private static final int MOST_DIGITS = 10;

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Paging.class || parameter.getParameterType() == CursorPaging.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var paging = new Paging(number(request, "page", 1), number(request, "limit", Paging.USUAL));
        return parameter.getParameterType() == Paging.class ? paging : new CursorPaging(paging, after(request));
    }

    private static @Nullable Cursor after(NativeWebRequest request) {
        String after = request.getParameter("after");
        if (after != null && request.getParameter("page") != null) {
            throw Problem.invalid("page", "must be left out where after is said");
        }
        return after == null ? null : Cursor.parse(after);
    }

    private static int number(NativeWebRequest request, String name, int usual) {
        String text = request.getParameter(name);
        if (text == null) {
            return usual;
        }
        try {
            if (text.length() <= MOST_DIGITS) {
                return Integer.parseInt(text);
            }
        } catch (NumberFormatException e) {
            throw Problem.invalid(name, "is not a valid whole number");
        }
        throw Problem.invalid(name, "is not a valid whole number");
    }
}
