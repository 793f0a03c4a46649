package agentsession.cache.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of a process, and what another has left. */
final class CacheFolderTest {
    @TempDir
    private Path parent;

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(parent)) {
            return files.filter(file -> !file.equals(parent)).sorted().toList();
        }
    }

    /** Creates a file in the folder of a process, and ends it as if it were killed, or waits for its standard input. */
    static final class OtherProcess {
        private OtherProcess() {}

        public static void main(String[] arguments) throws IOException {
            CacheFolder folder = new CacheFolder(Path.of(arguments[0]));
            folder.newSegment();
            if (arguments[1].equals("killed")) {
                Runtime.getRuntime().halt(1);
            }
            System.out.println("ready");
            System.in.read();
        }
    }

    private Process start(String how) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        parent.toString(),
                        how)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void nothingIsCreatedBeforeTheFirstFile() throws IOException {
        try (CacheFolder folder = new CacheFolder(parent)) {
            assertThat(files()).isEmpty();
            folder.newSegment();
            assertThat(files()).hasSize(3);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void onlyTheUserMayReadIt() throws IOException {
        try (CacheFolder folder = new CacheFolder(parent)) {
            folder.newSegment();
            if (parent.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                assertThat(files())
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .endsWith("------"));
            }
        }
    }

    @Test
    void whatAKilledProcessLeftIsDeleted() throws Exception {
        assertThat(start("killed").waitFor()).isEqualTo(1);
        List<Path> left = files();
        assertThat(left).hasSize(3);

        try (CacheFolder folder = new CacheFolder(parent)) {
            folder.newSegment();
            assertThat(files()).hasSize(3).doesNotContainAnyElementsOf(left);
        }
    }

    @Test
    void theFolderOfARunningProcessStaysUntilThatEnds() throws Exception {
        Process other = start("running");
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("ready");
            List<Path> used = files();
            try (CacheFolder folder = new CacheFolder(parent)) {
                folder.newSegment();
                assertThat(files()).hasSize(6).containsAll(used);
            }
            assertThat(files()).isEqualTo(used);
            other.getOutputStream().close();
            assertThat(other.waitFor(3, TimeUnit.MINUTES)).isTrue();
            assertThat(files()).isEmpty();
        } finally {
            other.destroy();
        }
    }

    /** Another process may take it for a leftover until it is locked. */
    @Test
    void aLockFileThatIsDeletedBeforeItIsLockedIsMadeAnew() throws Exception {
        AtomicInteger toDelete = new AtomicInteger();
        AtomicInteger deleted = new AtomicInteger();
        AtomicBoolean ended = new AtomicBoolean();
        Thread other = new Thread(() -> {
            while (!ended.get()) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(parent, "*.lock")) {
                    for (Path file : files) {
                        if (toDelete.get() > 0 && Files.deleteIfExists(file)) {
                            toDelete.decrementAndGet();
                            deleted.incrementAndGet();
                        }
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        other.start();
        try {
            for (int i = 0; i < 300; i++) {
                toDelete.set(3);
                try (CacheFolder folder = new CacheFolder(parent)) {
                    folder.newSegment();
                }
            }
        } finally {
            ended.set(true);
            other.join();
        }
        assertThat(deleted).hasPositiveValue();
    }

    @Test
    void otherFilesAndFoldersStay() throws IOException {
        Path folder = Files.createDirectory(parent.resolve("agentsession-cache-1"));
        Path inFolder = Files.createFile(folder.resolve("1.rows"));
        Path other = Files.createFile(parent.resolve("other.lock"));

        try (CacheFolder own = new CacheFolder(parent)) {
            own.newSegment();
        }
        assertThat(files()).containsExactly(folder, inFolder, other);
    }
}
