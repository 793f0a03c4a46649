package agentsession.cache.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder of this process for the files of reports, in the folder of the settings. It is created when the first file is.
 * Only this user may read it. Thread-safe.
 *
 * <p>Next to it is a file that this process locks. The folder of a process that was killed is not locked, so the next
 * process deletes it.
 */
public final class CacheFolder implements AutoCloseable {
    private static final String PREFIX = "agentsession-cache-";
    private static final String LOCK = ".lock";
    private static final String ROWS = ".rows";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final int MAX_ATTEMPTS = 10;

    private final Path parent;
    private @Nullable Locked locked;
    private @Nullable Thread atExit;
    private boolean closed;

    /** @param parent the folder of the settings, which must exist when the first file is created */
    public CacheFolder(Path parent) {
        this.parent = parent;
    }

    /** The folder, its lock file and the lock. */
    private record Locked(Path folder, Path file, FileChannel channel) implements Closeable {
        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** Creates an empty file, and the folder if it does not exist, or not any more. */
    synchronized Segment newSegment() throws IOException {
        if (closed) {
            throw new IOException("The folder of the cache is closed");
        }
        Locked open = locked;
        if (open == null || !Files.isDirectory(open.folder, LinkOption.NOFOLLOW_LINKS)) {
            delete(open);
            open = create();
            locked = open;
            deleteAtExit();
            deleteLeftovers(open);
        }
        return Segment.create(Files.createTempFile(open.folder, "", ROWS));
    }

    private Locked create() throws IOException {
        for (int i = 0; i < MAX_ATTEMPTS; i++) {
            // Until it is locked, another process may take it for a leftover and delete it.
            Path file = Files.createTempFile(parent, PREFIX + process() + "-", LOCK);
            FileChannel channel;
            try {
                channel = FileChannel.open(file, StandardOpenOption.WRITE);
            } catch (NoSuchFileException e) {
                continue;
            }
            Locked made = new Locked(folder(file), file, channel);
            try {
                if (tryLock(made.channel) != null && Files.exists(file)) {
                    createFolder(made.folder);
                    return made;
                }
            } catch (IOException e) {
                made.close();
                Files.deleteIfExists(file);
                throw e;
            }
            made.close();
        }
        throw new IOException("No file can be locked");
    }

    private static void createFolder(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } else {
            Files.createDirectory(folder);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static Path folder(Path lockFile) {
        String name = lockFile.getFileName().toString();
        return lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
    }

    /** A name of this process that no earlier one has, even in a container where all have the same number. */
    private static String process() {
        ProcessHandle process = ProcessHandle.current();
        long start = process.info()
                .startInstant()
                .map(instant -> instant.toEpochMilli())
                .orElse(0L);
        return process.pid() + "-" + Long.toString(start, Character.MAX_RADIX);
    }

    /** Deletes the folders of this user that no process locks. */
    private void deleteLeftovers(Locked own) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(parent, PREFIX + "*" + LOCK)) {
            UserPrincipal user = Files.getOwner(own.file, LinkOption.NOFOLLOW_LINKS);
            for (Path file : files) {
                // Closing a file releases all locks that this process has on it.
                if (!file.getFileName().toString().startsWith(PREFIX + process() + "-")) {
                    deleteIfUnlocked(file, user);
                }
            }
        } catch (IOException e) {
            // The next process tries again.
        }
    }

    private static void deleteIfUnlocked(Path file, UserPrincipal user) {
        try {
            if (!isOf(user, file) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                if (tryLock(channel) == null) {
                    return;
                }
                Path folder = folder(file);
                if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && isOf(user, folder)) {
                    deleteFolder(folder);
                }
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // It belongs to a process that has just ended or begun.
        }
    }

    private static boolean isOf(UserPrincipal user, Path path) throws IOException {
        return user.equals(Files.getOwner(path, LinkOption.NOFOLLOW_LINKS));
    }

    private static void deleteFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ROWS)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }

    private void deleteAtExit() {
        if (atExit != null) {
            return;
        }
        Thread hook = new Thread(null, this::delete, "agent-session-cache-exit", 0, false);
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            atExit = hook;
        } catch (IllegalStateException e) {
            // The JVM is ending; the next process deletes the folder.
        }
    }

    /** Deletes the folder. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        delete();
        if (atExit != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(atExit);
            } catch (IllegalStateException e) {
                // The JVM is ending.
            }
        }
    }

    private synchronized void delete() {
        closed = true;
        delete(locked);
        locked = null;
    }

    private static void delete(@Nullable Locked open) {
        if (open != null) {
            try (open) {
                deleteFolder(open.folder);
                Files.deleteIfExists(open.file);
            } catch (IOException e) {
                // The next process deletes it.
            }
        }
    }
}
