package io.holdfast.matching.geocoding;

import java.net.http.HttpClient;
import java.time.Clock;

import io.holdfast.matching.application.Geocoder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;

/** Chooses the map. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GeocodingSettings.class)
class GeocodingConfiguration {

    @Bean
    Geocoder geocoder(GeocodingSettings settings, MongoOperations mongo, Clock clock) {
        var gazetteer = new Gazetteer();
        if (!settings.isConfigured()) {
            return gazetteer;
        }
        HttpClient http = HttpClient.newBuilder().connectTimeout(settings.timeout()).build();
        return new RememberingGeocoder(mongo, new NominatimGeocoder(http, settings), gazetteer, clock);
    }
}
