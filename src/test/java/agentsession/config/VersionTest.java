package agentsession.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTest {

    @Test
    void theBuildStampsItsVersion() {
        assertThat(Version.text()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(Version.text()).startsWith(Version.major() + "." + Version.minor() + ".");
    }
}
