package dev.stowage.api;

import dev.stowage.model.PlacementDecision;
import dev.stowage.model.PlacementRule;
import dev.stowage.spi.StowageException;
import java.util.List;

/**
 * Where files belong: the admin's ordered rules, which come before those of the layout. What changes here counts for what is placed from
 * now on; nothing that was placed moves. Thread-safe. Not to be implemented.
 *
 * @since 0.1
 */
public interface Rules {
    /** How many rules an admin can have. */
    int MOST = 500;

    /** The admin's rules. */
    RuleSet list() throws StowageException;

    /** The rules that come after the admin's, in order; read-only. Empty where the placement policy in use has none that it can show. */
    List<PlacementRule> builtin() throws StowageException;

    /**
     * What keeps these from being stored, in their order; empty when nothing does.
     *
     * @param rules up to {@link #MOST} rules, each with a name of its own of 1 to 100 characters, with conditions that name words, and with
     *     a template of known fields that stays below the models folder
     */
    List<RuleFlaw> flaws(List<PlacementRule> rules) throws StowageException;

    /**
     * Stores these in place of all the admin's rules.
     *
     * @throws StowageException with {@code bad_rule} when {@link #flaws} finds something, naming the rule and why; nothing has changed then
     */
    RuleSet replace(List<PlacementRule> rules) throws StowageException;

    /**
     * Stores these in place of the rules that somebody has looked at.
     *
     * @param version the {@link RuleSet#version} of those
     * @throws StowageException as {@link #replace(List)}, and with {@code illegal_state} when other rules are stored now
     */
    RuleSet replace(List<PlacementRule> rules, String version) throws StowageException;

    /** Where a file would go now, which rule says so, and why the earlier ones do not. Touches nothing. */
    PlacementDecision preview(PlacementQuestion question) throws StowageException;

    /**
     * Where a file would go if these were the admin's rules.
     *
     * @throws StowageException with {@code bad_rule} as {@link #replace(List)}
     */
    PlacementDecision preview(PlacementQuestion question, List<PlacementRule> unsaved) throws StowageException;
}
