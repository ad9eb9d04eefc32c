package io.holdfast.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;

import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** Where the store's file lies in tests that need a disk to be slow or full; one at a time. Public, since H2 makes it. */
public final class TestDisk extends FilePathWrapper implements AutoCloseable {
    private static final TestDisk INSTANCE = new TestDisk();

    private static boolean held;
    private static String heldEnding = "";
    private static long room = Long.MAX_VALUE;

    /** H2 makes one for each path. */
    public TestDisk() {
    }

    /** From now on names with our scheme are ours. */
    static TestDisk mount() {
        FilePath.register(INSTANCE);
        return INSTANCE;
    }

    static String nameOf(Path file) {
        return "test-disk:" + file.toAbsolutePath();
    }

    /** Nothing reaches the disk until it is let go. */
    void hold() {
        hold("");
    }

    /** Nothing of files whose names end so. */
    void hold(String ending) {
        synchronized (TestDisk.class) {
            heldEnding = ending;
            held = true;
        }
    }

    void letGo() {
        synchronized (TestDisk.class) {
            held = false;
            TestDisk.class.notifyAll();
        }
    }

    static boolean isHeld() {
        synchronized (TestDisk.class) {
            return held;
        }
    }

    /** As many bytes more can be written, then it is full. */
    void leaveRoomFor(long bytes) {
        synchronized (TestDisk.class) {
            room = bytes;
        }
    }

    private static void use(int bytes) throws IOException {
        synchronized (TestDisk.class) {
            if (room < bytes) {
                // As the JDK says it for ENOSPC.
                throw new IOException("No space left on device");
            }
            room -= room == Long.MAX_VALUE ? 0 : bytes;
        }
    }

    private static void awaitLetGo(String name) throws IOException {
        synchronized (TestDisk.class) {
            try {
                while (held && name.endsWith(heldEnding)) {
                    TestDisk.class.wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted", e);
            }
        }
    }

    @Override
    public void close() {
        letGo();
        leaveRoomFor(Long.MAX_VALUE);
        FilePath.unregister(INSTANCE);
    }

    @Override
    public String getScheme() {
        return "test-disk";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(super.open(mode), name);
    }

    private static final class Channel extends FileBaseDefault {
        private final FileChannel file;
        private final String name;

        Channel(FileChannel file, String name) {
            this.file = file;
            this.name = name;
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return file.read(into, position);
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            use(from.remaining());
            return file.write(from, position);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            awaitLetGo(name);
            file.force(metaData);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
