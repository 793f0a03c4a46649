package agentsession.demo;

import org.jspecify.annotations.Nullable;

/**
 * A generated agent.
 *
 * @param index the index of the agent, from 0
 * @param shiftHour the hour at which the agent's shift starts, in the time zone of the call centre
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
