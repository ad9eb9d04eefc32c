package io.holdfast.notification.push;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.util.Base64;

import com.zerodeplibs.webpush.VAPIDKeyPair;
import com.zerodeplibs.webpush.VAPIDKeyPairs;
import com.zerodeplibs.webpush.key.PrivateKeySources;
import com.zerodeplibs.webpush.key.PublicKeySources;

/** Our VAPID key pair, from the form in which everybody writes it. */
final class VapidKeys {

    private static final int PRIVATE_BYTES = 32;

    private VapidKeys() {}

    /** @throws IllegalStateException when these are no keys, or not a pair; says which, and not what they are */
    static VAPIDKeyPair of(PushSettings settings) {
        try {
            ECPublicKey publicKey =
                    PublicKeySources.ofUncompressedBytes(bytes(settings.publicKey())).extract();
            ECPrivateKey privateKey = privateKey(bytes(settings.privateKey()));
            if (!arePair(privateKey, publicKey)) {
                throw new IllegalStateException("HOLDFAST_VAPID_PUBLIC_KEY and HOLDFAST_VAPID_PRIVATE_KEY are not a pair.");
            }
            return VAPIDKeyPairs.of(PrivateKeySources.ofECPrivateKey(privateKey), PublicKeySources.ofECPublicKey(publicKey));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Not the cause: it may tell of the key.
            throw new IllegalStateException("HOLDFAST_VAPID_PUBLIC_KEY or HOLDFAST_VAPID_PRIVATE_KEY is no key of P-256"
                    + " in unpadded URL-safe Base64 (" + e.getClass().getSimpleName() + ").");
        }
    }

    private static ECPrivateKey privateKey(byte[] number) throws GeneralSecurityException {
        if (number.length != PRIVATE_BYTES) {
            throw new IllegalArgumentException("A private key has 32 bytes");
        }
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        var spec = new ECPrivateKeySpec(new BigInteger(1, number), parameters.getParameterSpec(ECParameterSpec.class));
        return (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(spec);
    }

    private static boolean arePair(ECPrivateKey privateKey, ECPublicKey publicKey) throws GeneralSecurityException {
        byte[] text = {1};
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(privateKey);
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(text);
        return signature.verify(signed);
    }

    private static byte[] bytes(String base64) {
        return Base64.getUrlDecoder().decode(base64.strip());
    }
}
