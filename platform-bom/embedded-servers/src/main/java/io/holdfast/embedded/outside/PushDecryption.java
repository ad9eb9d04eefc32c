package io.holdfast.embedded.outside;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The browser's half of RFC 8291: decrypts {@code aes128gcm} messages (RFC 8188). Written against the RFCs and not with
 * the library that encrypts, so that a mistake is not made on both sides.
 */
final class PushDecryption {
    private static final int SALT = 16;
    private static final int HEADER = SALT + 4 + 1;
    private static final int KEY = 16;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final byte LAST_RECORD = 2;

    private PushDecryption() {
    }

    /**
     * @param ownKey    the subscription's private key
     * @param ownPoint  the subscription's public key, uncompressed
     * @param auth      the subscription's secret
     * @throws GeneralSecurityException when it was not encrypted for this subscription, or is no such message
     */
    static byte[] decrypt(byte[] message, PrivateKey ownKey, byte[] ownPoint, byte[] auth) throws GeneralSecurityException {
        if (message.length < HEADER + P256.POINT || message[HEADER - 1] != P256.POINT) {
            throw new GeneralSecurityException("The message has no sender's key");
        }
        byte[] salt = Arrays.copyOf(message, SALT);
        byte[] senderPoint = Arrays.copyOfRange(message, HEADER, HEADER + P256.POINT);
        byte[] record = Arrays.copyOfRange(message, HEADER + P256.POINT, message.length);

        byte[] secret = agree(ownKey, P256.publicKey(senderPoint));
        byte[] info = joined("WebPush: info\0".getBytes(UTF_8), ownPoint, senderPoint);
        byte[] inputKey = expand(extract(auth, secret), info, 32);
        byte[] pseudoRandom = extract(salt, inputKey);
        byte[] key = expand(pseudoRandom, "Content-Encoding: aes128gcm\0".getBytes(UTF_8), KEY);
        byte[] nonce = expand(pseudoRandom, "Content-Encoding: nonce\0".getBytes(UTF_8), NONCE);

        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return withoutPadding(cipher.doFinal(record));
    }

    private static byte[] withoutPadding(byte[] padded) throws GeneralSecurityException {
        int end = padded.length - 1;
        while (end >= 0 && padded[end] == 0) {
            end--;
        }
        if (end < 0 || padded[end] != LAST_RECORD) {
            throw new GeneralSecurityException("The message has more than one record");
        }
        return Arrays.copyOf(padded, end);
    }

    private static byte[] agree(PrivateKey own, PublicKey other) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(own);
        agreement.doPhase(other, true);
        return agreement.generateSecret();
    }

    private static byte[] extract(byte[] salt, byte[] inputKey) throws GeneralSecurityException {
        return hmac(salt, inputKey);
    }

    /** HKDF's first block, which is all that is needed here. */
    private static byte[] expand(byte[] pseudoRandom, byte[] info, int length) throws GeneralSecurityException {
        return Arrays.copyOf(hmac(pseudoRandom, joined(info, new byte[] {1})), length);
    }

    private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }

    private static byte[] joined(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        var all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
