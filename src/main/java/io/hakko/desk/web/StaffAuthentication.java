package io.hakko.desk.web;

import io.hakko.desk.StaffMember;
import io.hakko.desk.StaffRole;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A signed-in member of staff; the authorities are {@code ROLE_<role id>}. */
final class StaffAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient StaffMember member;

    StaffAuthentication(StaffMember member) {
        super(authorities(member));
        this.member = member;
        setAuthenticated(true);
    }

    private static List<GrantedAuthority> authorities(StaffMember member) {
        return member.roles().stream()
                .map(StaffRole::id)
                .map(id -> (GrantedAuthority) new SimpleGrantedAuthority("ROLE_" + id))
                .toList();
    }

    StaffMember member() {
        return member;
    }

    @Override
    public String getName() {
        return member.id();
    }

    @Override
    public Object getPrincipal() {
        return member;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StaffAuthentication that && member.equals(that.member);
    }

    @Override
    public int hashCode() {
        return member.hashCode();
    }
}
