package io.holdfast.defaults.web;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies over the limit: by their declared length before a byte is read, else while they are read. And those whose
 * media type is any, for which Spring has no answer.
 */
final class BodyLimitFilter extends OncePerRequestFilter {

    private final long usualLimitBytes;
    private final List<String> uploads;
    private final long uploadLimitBytes;
    private final ProblemWriter problems;

    /** @param uploads paths under which files are sent */
    BodyLimitFilter(long usualLimitBytes, List<String> uploads, long uploadLimitBytes, ProblemWriter problems) {
        this.usualLimitBytes = usualLimitBytes;
        this.uploads = List.copyOf(uploads);
        this.uploadLimitBytes = uploadLimitBytes;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long limitBytes = uploads.contains(request.getRequestURI()) ? uploadLimitBytes : usualLimitBytes;
        if (request.getContentLengthLong() > limitBytes) {
            problems.write(request, response, Problem.tooLarge(limitBytes));
            return;
        }
        String type = request.getContentType();
        if (type != null && type.indexOf('*') >= 0) {
            problems.write(request, response, Problem.unsupported("The Content-Type must say what the body is."));
            return;
        }
        try {
            chain.doFilter(new Limited(request, limitBytes), response);
        } catch (Problem problem) {
            problems.write(request, response, problem);
        }
    }

    private static final class Limited extends HttpServletRequestWrapper {

        private final long limitBytes;

        Limited(HttpServletRequest request, long limitBytes) {
            super(request);
            this.limitBytes = limitBytes;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new Counted(super.getInputStream(), limitBytes);
        }
    }

    private static final class Counted extends ServletInputStream {

        private final ServletInputStream in;
        private final long limitBytes;
        private long read;

        Counted(ServletInputStream in, long limitBytes) {
            this.in = in;
            this.limitBytes = limitBytes;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = in.read(buffer, offset, length);
            count(Math.max(0, n));
            return n;
        }

        private void count(int bytes) {
            read += bytes;
            if (read > limitBytes) {
                throw Problem.tooLarge(limitBytes);
            }
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
