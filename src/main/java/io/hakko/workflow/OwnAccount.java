package io.hakko.workflow;

import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;

/**
 * What a person may do with his own account: see it and change the password. The stock engine lets everybody delete himself,
 * and an account that is gone cannot be told from one that never was.
 */
final class OwnAccount extends DefaultAuthorizationProvider {

    @Override
    public AuthorizationEntity[] newUser(User user) {
        return new AuthorizationEntity[] {
            createGrantAuthorization(
                    user.getId(), null, Resources.USER, user.getId(), Permissions.READ, Permissions.UPDATE)
        };
    }
}
