package agentsession.memory;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Rows in a temporary file that only this user may read, and that is deleted when it is closed. They are written first, and
 * then read once.
 */
final class RowFile implements AutoCloseable {
    private static final int BUFFER = 1 << 14;

    private final FileChannel channel;
    private final DataOutputStream out;
    private long rows;

    private RowFile(FileChannel channel) {
        this.channel = channel;
        this.out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER));
    }

    static RowFile create() {
        try {
            // Files creates it with access for the owner only.
            Path path = Files.createTempFile("agentsession-", ".rows");
            return new RowFile(FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            throw failed("created", e);
        }
    }

    long rows() {
        return rows;
    }

    void write(@Nullable Object row) {
        try {
            RowCodec.write(row, out);
            rows++;
        } catch (IOException e) {
            throw failed("written", e);
        }
    }

    /** Ends writing, and returns the rows in the order in which they were written. */
    Iterator<@Nullable Object> read() {
        try {
            out.flush();
            channel.position(0);
        } catch (IOException e) {
            throw failed("written", e);
        }
        DataInputStream in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), BUFFER));
        return new Iterator<>() {
            private long unread = rows;

            @Override
            public boolean hasNext() {
                return unread > 0;
            }

            @Override
            public @Nullable Object next() {
                if (unread == 0) {
                    throw new NoSuchElementException();
                }
                unread--;
                try {
                    return RowCodec.read(in);
                } catch (IOException e) {
                    throw failed("read", e);
                }
            }
        };
    }

    private static DriverException failed(String what, IOException cause) {
        return new DriverException(
                SqlState.DISK_FULL,
                "A temporary file for the rows of a query cannot be %s in %s: %s. Make space there, select another folder with -Djava.io.tmpdir, or increase memoryLimit."
                        .formatted(what, System.getProperty("java.io.tmpdir"), cause.getMessage()),
                cause);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failed("deleted", e);
        }
    }
}
