package lectern.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import lectern.recordings.ByteRange.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    private static final long SIZE = 1_000;

    @ParameterizedTest
    @CsvSource({
        "bytes=0-99, 0, 100",
        "bytes=0-0, 0, 1",
        "Bytes=10-19, 10, 10",
        "bytes=990-, 990, 10",
        "bytes=990-5000, 990, 10",
        "bytes=-10, 990, 10",
        "bytes=-5000, 0, 1000",
        "bytes=999-999, 999, 1",
        "bytes= 5-6, 5, 2",
    })
    void partsAreFound(String header, long from, long length) {
        assertThat(ByteRange.of(header, SIZE)).isEqualTo(new ByteRange(Kind.PART, from, length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=1000-", "bytes=1000-1001", "bytes=999999999999-", "bytes=-0"})
    void whatDoesNotExistIsUnsatisfiable(String header) {
        assertThat(ByteRange.of(header, SIZE).kind()).isEqualTo(Kind.UNSATISFIABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes=",
                "bytes=-",
                "bytes=5",
                "bytes=9-5",
                "bytes=0-1,5-6",
                "bytes=a-b",
                "bytes=+1-2",
                "bytes=1--2",
                "bytes=0x10-0x20",
                "items=0-1",
                "bytes=9999999999999999999-",
                "bytes=١-٢"
            })
    void whatIsNoRangeIsIgnored(String header) {
        assertThat(ByteRange.of(header, SIZE)).isEqualTo(new ByteRange(Kind.WHOLE, 0, SIZE));
    }

    @Test
    void withoutTheHeaderItIsTheWhole() {
        assertThat(ByteRange.of(null, SIZE)).isEqualTo(new ByteRange(Kind.WHOLE, 0, SIZE));
        assertThat(ByteRange.of("bytes=0-", 0).kind()).isEqualTo(Kind.UNSATISFIABLE);
    }
}
