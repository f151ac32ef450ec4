package io.hakko.desk;

import java.util.Set;

/**
 * A person who has signed in.
 *
 * @param id user id
 * @param name name for greeting, as the directory of users has it
 * @param roles roles held at this moment
 */
public record StaffMember(String id, String name, Set<StaffRole> roles) {

    public StaffMember {
        roles = Set.copyOf(roles);
    }

    public boolean has(StaffRole role) {
        return roles.contains(role);
    }

    /** Whether the person may look at cases: everybody but those who only run the system. */
    public boolean seesBusiness() {
        return roles.stream().anyMatch(role -> role != StaffRole.SYSADMIN);
    }
}
