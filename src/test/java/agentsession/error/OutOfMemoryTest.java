package agentsession.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class OutOfMemoryTest {
    private final OutOfMemoryError error = new OutOfMemoryError("Java heap space");

    @Test
    void isFoundWhateverHasWrappedIt() {
        IOException suppressing = new IOException("closing failed");
        suppressing.addSuppressed(error);

        assertThat(OutOfMemory.isReasonOf(error)).isTrue();
        assertThat(OutOfMemory.isReasonOf(new IllegalStateException(new IOException(error))))
                .isTrue();
        assertThat(OutOfMemory.isReasonOf(new IllegalArgumentException("Self-suppression not permitted", error)))
                .isTrue();
        assertThat(OutOfMemory.isReasonOf(new IllegalStateException(suppressing)))
                .isTrue();
        assertThat(OutOfMemory.isReasonOf(new IOException("reset"))).isFalse();
    }

    @Test
    void isAStateThatKeepsTheConnection() {
        DriverException exception = OutOfMemory.exception(error);

        assertThat(exception.state().code()).isEqualTo("53200");
        assertThat(exception).hasCause(error).hasMessageContaining("-Xmx");
    }
}
