package io.holdfast.defaults.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses queries that cannot be read: a stray {@code %}, what is not UTF-8 when it is decoded, more parameters than any
 * call has. Tomcat would throw when the first filter, handler or proxy asks for a parameter.
 */
final class QueryFilter extends OncePerRequestFilter {

    private static final int MOST_PARAMETERS = 200;

    private final ProblemWriter problems;

    QueryFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String query = request.getQueryString();
        if (query != null && !isReadable(query)) {
            problems.write(request, response, Problem.badRequest("The query cannot be read."));
            return;
        }
        chain.doFilter(request, response);
    }

    static boolean isReadable(String query) {
        // Tomcat lets only ASCII come as far as here.
        byte[] decoded = new byte[query.length()];
        int length = 0;
        int parameters = 1;
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            if (c == '%') {
                int high = i + 2 < query.length() ? Character.digit(query.charAt(i + 1), 16) : -1;
                int low = i + 2 < query.length() ? Character.digit(query.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    return false;
                }
                decoded[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                if (c == '&' && ++parameters > MOST_PARAMETERS) {
                    return false;
                }
                decoded[length++] = (byte) c;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded, 0, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
