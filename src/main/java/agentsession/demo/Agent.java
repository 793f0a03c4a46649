package agentsession.demo;

import org.jspecify.annotations.Nullable;

/**
 * An invented agent.
 *
 * @param index counts from 0
 * @param shiftHour the hour at which the agent's day starts, by the clock of the centre
 */
record Agent(
        int index,
        int id,
        int groupId,
        String lastName,
        String firstName,
        String username,
        String phone,
        @Nullable String externalId,
        Team team,
        int shiftHour) {}
