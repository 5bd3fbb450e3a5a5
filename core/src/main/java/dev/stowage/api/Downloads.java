package dev.stowage.api;

import dev.stowage.model.Answers;
import dev.stowage.model.Change;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Draft;
import dev.stowage.model.Page;
import dev.stowage.model.Status;
import dev.stowage.spi.StowageException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The queue as its users see it. An impossible command changes nothing and says what is possible. Thread-safe. Not to be implemented.
 *
 * <p>Every method that takes an id fails with {@code unknown_id} when there is no such download, and every command with
 * {@code illegal_state} when the download's status does not allow it; asking for what is already so succeeds and changes nothing.
 *
 * @since 0.1
 */
public interface Downloads {
    /**
     * What a pasted text means and where its files would go and what is there of them; creates nothing. Blocks while the source is asked. Where nobody can tell which
     * file is meant none is chosen.
     *
     * @throws StowageException as {@link #submit}, or with what keeps the source from answering; with {@code choose_file} when the answers
     *     name a file that there is not
     */
    Preview preview(DownloadRequest request) throws StowageException;

    /**
     * Accepts at once, usually in status {@code resolving}.
     *
     * <p>The same reference of the same owner, while it is unfinished, is not begun a second time: that download is taken up and returned,
     * with a group all its files that are unfinished or have failed. It goes on: a pause ends, a wait is cut short unless the origin asked for patience, and a need
     * that is no question is looked at again. What the request answers counts from now on, and what it leaves open stays as it was answered
     * before: an open question is settled by it, a transfer goes on from where it is with other digests, names and targets, a review is
     * judged anew. A priority other than 0 replaces the one it had. Asking for other files than the unfinished download is about begins a
     * download of its own; so does asking for what has failed, ended or was cancelled.
     *
     * <p>What is registered already is not fetched again: {@link Answers#onDuplicate} says whether a person is asked, what is there is taken
     * (the download completes with its path), or a second file is wanted.
     *
     * @throws StowageException with {@code bad_reference} or {@code no_source} when nothing can be made of the text; with
     *     {@code several_files} when several are asked for and the answers are about one; with {@code illegal_state} when the unfinished
     *     download is being placed or registered already with other answers than these; with {@code not_supported} when what is there shall
     *     be overwritten or linked
     */
    Download submit(DownloadRequest request) throws StowageException;

    Optional<Download> find(DownloadId id) throws StowageException;

    Page<Download> list(DownloadQuery query) throws StowageException;

    /** How many downloads the query matches on all its pages, by status; a status that none of them has is absent. */
    Map<Status, Long> counts(DownloadQuery query) throws StowageException;

    /**
     * What has become of a download since it was submitted, oldest first.
     *
     * @throws StowageException when there is no such download, or the store gives up
     */
    List<Change> history(DownloadId id) throws StowageException;

    /** How a transfer goes at this moment; empty when none is running for this download. */
    Optional<Progress> progress(DownloadId id);

    Download pause(DownloadId id) throws StowageException;

    Download resume(DownloadId id) throws StowageException;

    Download cancel(DownloadId id) throws StowageException;

    Download retry(DownloadId id) throws StowageException;

    /**
     * Lets a download go before those of lower priority, from now on; what transfers already is not stopped for it.
     *
     * @param priority higher goes first; 0 is normal
     */
    Download prioritise(DownloadId id, int priority) throws StowageException;

    /**
     * Answers a question (which file, what about the duplicate).
     *
     * @throws StowageException with {@code not_supported} when what is there shall be overwritten or linked
     */
    Download decide(DownloadId id, Decision decision) throws StowageException;

    /**
     * What a reviewer looks at.
     *
     * @throws StowageException with {@code illegal_state} when it is not under review
     */
    Review reviewOf(DownloadId id) throws StowageException;

    /** Replaces the draft under review and finalises it when {@code approve}. A place that was asked for stays asked for. */
    Download review(DownloadId id, Draft draft, boolean approve) throws StowageException;

    /**
     * Replaces the draft under review and the place, and finalises both when {@code approve}. When there is another file at that place by
     * then, it is under review again, with {@code target_exists}.
     *
     * @throws StowageException with {@code bad_draft} when what was changed is not within the {@link dev.stowage.model.DraftLimits}
     */
    Download review(DownloadId id, ReviewEdit edit, boolean approve) throws StowageException;

    /**
     * Ends a review without taking the file: the download is cancelled, and its bytes stay as after {@link #cancel}.
     *
     * @param reason what to tell those who look at it later; may be empty
     */
    Download reject(DownloadId id, String reason) throws StowageException;

    /**
     * Reads the placed file of a completed download again, off the queue's threads, and compares it with what was registered. What it shows
     * is kept with the download ({@link Download#recheck}), which is told to listeners, and with the asset when that is the asset's file.
     * Blocks for as long as reading takes; several callers take turns. Interrupting the caller stops it, and so does closing Stowage.
     *
     * @throws StowageException with {@code illegal_state} when no file of it is placed; with {@code already_running} when another process has
     *     the data folder; with what keeps the file from being read, and then nothing was recorded
     */
    Download verify(DownloadId id) throws StowageException, InterruptedException;

    /** Waits until the download rests (ended, paused, or asking; not merely queued) or the time is up; returns what it is then. */
    Download await(DownloadId id, Duration atMost) throws StowageException, InterruptedException;
}
