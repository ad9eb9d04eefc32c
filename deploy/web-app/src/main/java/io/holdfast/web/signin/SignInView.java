package io.holdfast.web.signin;

import java.util.List;

/**
 * @param people empty where nobody can be chosen
 * @param next   where they wanted to go
 */
public record SignInView(List<Person> people, String next) {}
