package agentsession.cache.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of some megabytes with blocks of rows. Only this user may read it. Thread-safe.
 *
 * <p>Interrupting a thread that reads closes the channel, for other readers too. So each opens it again, and the interrupted
 * thread goes on, with its interrupt status set.
 */
final class Segment {
    /** Transfers are in parts of this size, since the JDK keeps a buffer of it for each thread. */
    private static final int PART = 1 << 16;

    private final Path path;
    private FileChannel channel;
    private boolean deleted;
    private volatile long size;
    /** The number of blocks that are still needed. Guarded by the {@link StoredReport}. */
    private int blocks;

    private Segment(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static Segment create(Path path) throws IOException {
        return new Segment(path, open(path));
    }

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    long size() {
        return size;
    }

    void addBlock() {
        blocks++;
    }

    /** Returns whether that was the last block. */
    boolean removeBlock() {
        return --blocks == 0;
    }

    /** Appends bytes; only one thread does. Returns their position. */
    long append(ByteBuffer bytes) throws IOException {
        long start = size;
        long position = start;
        int end = bytes.limit();
        while (bytes.position() < end) {
            bytes.limit(Math.min(end, bytes.position() + PART));
            position += channel().write(bytes, position);
        }
        size = position;
        return start;
    }

    /** Fills a buffer. */
    void read(ByteBuffer bytes, long from) throws IOException {
        boolean interrupted = false;
        long position = from;
        int end = bytes.limit();
        try {
            while (bytes.position() < end) {
                bytes.limit(Math.min(end, bytes.position() + PART));
                try {
                    int count = channel().read(bytes, position);
                    if (count < 0) {
                        throw new IOException("it ends at " + position + " of " + (from + end));
                    }
                    position += count;
                } catch (ClosedChannelException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Opens the file, if it is closed. */
    void wake() throws IOException {
        channel();
    }

    private synchronized FileChannel channel() throws IOException {
        if (deleted) {
            throw new IOException("it is deleted");
        }
        if (!channel.isOpen()) {
            channel = open(path);
        }
        return channel;
    }

    /** Closes the file until it is read again. */
    synchronized void rest() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is read again, or deleted.
        }
    }

    synchronized void delete() {
        deleted = true;
        rest();
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // The folder is deleted later, by this or the next process.
        }
    }
}
