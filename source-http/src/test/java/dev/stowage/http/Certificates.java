package dev.stowage.http;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** Certificates of a test's own authority, good and bad. */
enum Certificates {
    GOOD("127.0.0.1", -1, 1),
    EXPIRED("127.0.0.1", -2, -1),
    NOT_YET_VALID("127.0.0.1", 1, 2),
    OF_ANOTHER_HOST("files.example", -1, 1),
    SELF_SIGNED("127.0.0.1", -1, 1);

    private static final HeldCertificate AUTHORITY = new HeldCertificate.Builder()
            .certificateAuthority(0)
            .commonName("Authority")
            .build();

    private final String host;
    private final long firstDay;
    private final long lastDay;

    Certificates(String host, long firstDay, long lastDay) {
        this.host = host;
        this.firstDay = firstDay;
        this.lastDay = lastDay;
    }

    SSLContext server() {
        long now = Instant.now().toEpochMilli();
        HeldCertificate.Builder certificate = new HeldCertificate.Builder()
                .commonName(host)
                .addSubjectAlternativeName(host)
                .addSubjectAlternativeName("*.test")
                .addSubjectAlternativeName("a.test")
                .validityInterval(now + TimeUnit.DAYS.toMillis(firstDay), now + TimeUnit.DAYS.toMillis(lastDay));
        if (this != SELF_SIGNED) {
            certificate.signedBy(AUTHORITY);
        }
        return new HandshakeCertificates.Builder()
                .heldCertificate(certificate.build())
                .build()
                .sslContext();
    }

    static void trustOurs(OkHttpClient.Builder client) {
        HandshakeCertificates trusted = new HandshakeCertificates.Builder()
                .addTrustedCertificate(AUTHORITY.certificate())
                .build();
        client.sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager());
    }
}
