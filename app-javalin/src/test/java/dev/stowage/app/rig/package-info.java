/**
 * Rigs: the assembled program as a process of its own, against real sockets and a real disk, killed and lied to.
 *
 * <p>They see it from outside only: exit codes, what {@code --json} prints, files on the disk, bytes that an origin has sent. They take
 * minutes and run by {@code mvn -B -Prigs verify}; {@code -Dstowage.rig.rounds=N} sets how many rounds, {@code -Dstowage.rig.seed=N}
 * which ones. {@code benchmarks/README.md} has the commands and the figures seen.
 */
@NullMarked
package dev.stowage.app.rig;

import org.jspecify.annotations.NullMarked;
