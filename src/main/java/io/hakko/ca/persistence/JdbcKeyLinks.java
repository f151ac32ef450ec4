package io.hakko.ca.persistence;

import io.hakko.ca.domain.KeyLink;
import io.hakko.ca.domain.KeyLinks;
import io.hakko.shared.Der;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcKeyLinks implements KeyLinks {

    private final JdbcClient jdbc;

    JdbcKeyLinks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void enter(String newCaId, KeyLink link) {
        jdbc.sql("INSERT INTO ca.key_link (ca_id, new_with_old, old_with_new) VALUES (:id, :newWithOld, :oldWithNew)")
                .param("id", newCaId)
                .param("newWithOld", link.newWithOld().bytes())
                .param("oldWithNew", link.oldWithNew().bytes())
                .update();
    }

    @Override
    public Optional<KeyLink> of(String newCaId) {
        return jdbc.sql("SELECT new_with_old, old_with_new FROM ca.key_link WHERE ca_id = :id")
                .param("id", newCaId)
                .query((row, index) ->
                        new KeyLink(Der.of(row.getBytes("new_with_old")), Der.of(row.getBytes("old_with_new"))))
                .optional();
    }
}
