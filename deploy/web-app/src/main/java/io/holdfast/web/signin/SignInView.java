package io.holdfast.web.signin;

import java.util.List;

/**
 * @param people   empty where nobody can be chosen
 * @param accounts whether there is a provider to sign in at
 * @param next     where they wanted to go
 */
public record SignInView(List<Person> people, boolean accounts, String next) {}
