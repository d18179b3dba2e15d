package lectern.lti.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnUrlTest {
    @ParameterizedTest
    @ValueSource(strings = {"https://lms.edu/a?b=c#d", "http://127.0.0.1:8081/mod/lti/return.php?sesskey=x"})
    void aWebAddressIsTaken(String url) {
        assertThat(ReturnUrl.safe(url)).isEqualTo(url);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "javascript:alert(1)",
                "data:text/html,x",
                "//lms.edu/",
                "/back",
                "https:///x",
                "https://user@lms.edu/",
                "http://a b",
                "https://lms.edu/\u0000",
                "ftp://lms.edu/"
            })
    void anythingElseIsNot(String url) {
        assertThat(ReturnUrl.safe(url)).isNull();
    }
}
