package io.holdfast.matching.avatars;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code matching.avatars.*}
 *
 * @param publicUrl where people reach the API, with which a picture's address begins
 */
@Validated
@ConfigurationProperties("matching.avatars")
record AvatarSettings(@DefaultValue("http://localhost:8080") @NotBlank String publicUrl) {

    String address(String path) {
        return publicUrl.replaceFirst("/+$", "") + path;
    }
}
