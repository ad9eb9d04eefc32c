-- MySQL dump 10.13  Distrib 8.4.3, for Linux (x86_64)
--
-- Host: localhost    Database: easyappointments
-- It's a practice in Berlin; names and numbers are made up.
-- ------------------------------------------------------
/*!40101 SET NAMES utf8mb4 */;
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;

DROP TABLE IF EXISTS `ea_appointments`;
CREATE TABLE `ea_appointments` (
  `id` int NOT NULL AUTO_INCREMENT,
  `create_datetime` datetime DEFAULT NULL,
  `update_datetime` datetime DEFAULT NULL,
  `book_datetime` datetime DEFAULT NULL,
  `start_datetime` datetime DEFAULT NULL,
  `end_datetime` datetime DEFAULT NULL,
  `location` text,
  `meeting_link` text,
  `notes` text,
  `hash` text,
  `color` varchar(256) DEFAULT '#7cbae8',
  `status` varchar(512) DEFAULT '',
  `is_unavailability` tinyint NOT NULL DEFAULT '0',
  `id_users_provider` int DEFAULT NULL,
  `id_users_customer` int DEFAULT NULL,
  `id_services` int DEFAULT NULL,
  `id_google_calendar` text,
  `id_caldav_calendar` text,
  PRIMARY KEY (`id`),
  KEY `id_users_provider` (`id_users_provider`),
  CONSTRAINT `appointments_users_provider` FOREIGN KEY (`id_users_provider`) REFERENCES `ea_users` (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=105 DEFAULT CHARSET=utf8mb4;
LOCK TABLES `ea_appointments` WRITE;
INSERT INTO `ea_appointments` VALUES (101,'2026-11-02 09:00:00','2026-11-02 09:00:00','2026-11-02 09:00:00','2026-12-07 09:30:00','2026-12-07 10:30:00','Test Street 1, Berlin',NULL,'Knee; says \"it hurts\", isn\'t urgent (yet)','apTWVbSvBJXR','#7cbae8','Booked',0,2,3,1,NULL,NULL),(102,'2026-01-02 09:00:00','2026-01-02 09:00:00','2026-01-02 09:00:00','2026-02-02 09:30:00','2026-02-02 10:30:00','',NULL,NULL,'bpTWVbSvBJXR','#7cbae8','Booked',0,2,3,1,NULL,NULL),(103,'2026-11-02 09:00:00','2026-11-02 09:00:00','2026-11-02 09:00:00','2026-12-08 13:00:00','2026-12-08 15:00:00','',NULL,'Dentist','','#7cbae8','',1,2,NULL,NULL,NULL,NULL),(104,'2026-11-02 09:00:00','2026-11-02 09:00:00','2026-11-02 09:00:00','2026-12-09 09:30:00','2026-12-09 10:30:00','',NULL,NULL,'cpTWVbSvBJXR','#7cbae8','Cancelled',0,2,3,1,NULL,NULL);
UNLOCK TABLES;

CREATE TABLE `ea_roles` (
  `id` int NOT NULL AUTO_INCREMENT,
  `name` varchar(256) DEFAULT NULL,
  `slug` varchar(256) DEFAULT NULL,
  `is_admin` tinyint DEFAULT NULL,
  `appointments` int DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;
INSERT INTO `ea_roles` VALUES (1,'Administrator','admin',1,15),(2,'Provider','provider',0,15),(3,'Customer','customer',0,0),(4,'Secretary','secretary',0,15);

CREATE TABLE `ea_services` (
  `id` int NOT NULL AUTO_INCREMENT,
  `name` varchar(256) DEFAULT NULL,
  `duration` int DEFAULT NULL,
  `price` decimal(10,2) DEFAULT NULL,
  `currency` varchar(32) DEFAULT NULL,
  `description` text,
  `slot_interval` int DEFAULT '15',
  `color` varchar(256) DEFAULT '#7cbae8',
  `location` text,
  `attendants_number` int DEFAULT '1',
  `is_private` tinyint DEFAULT '0',
  `id_service_categories` int DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;
INSERT INTO `ea_services` VALUES (1,'Physiotherapy',60,80.00,'EUR','Hands on.\nBring a towel.',15,'#7cbae8','',1,0,NULL),(5,'Back course',90,NULL,'EUR','',15,'#7cbae8','',8,0,NULL);

CREATE TABLE `ea_services_providers` (
  `id_users` int NOT NULL,
  `id_services` int NOT NULL,
  PRIMARY KEY (`id_users`,`id_services`)
) ENGINE=InnoDB;
INSERT INTO `ea_services_providers` VALUES (2,1),(2,5);

CREATE TABLE `ea_settings` (
  `id` int NOT NULL AUTO_INCREMENT,
  `name` varchar(512) DEFAULT NULL,
  `value` longtext,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;
INSERT INTO `ea_settings` VALUES (1,'api_token','not-ours-to-keep'),(2,'company_name','Praxis O''Neil');

CREATE TABLE `ea_user_settings` (
  `id_users` int NOT NULL,
  `username` varchar(256) DEFAULT NULL,
  `password` varchar(512) DEFAULT NULL,
  `salt` varchar(512) DEFAULT NULL,
  `working_plan` text,
  `notifications` tinyint DEFAULT NULL,
  PRIMARY KEY (`id_users`)
) ENGINE=InnoDB;
INSERT INTO `ea_user_settings` (`id_users`, `username`, `password`, `salt`, `working_plan`, `notifications`) VALUES (1,'admin','secret-hash','salt',NULL,1);
INSERT INTO `ea_user_settings` (`id_users`, `username`, `password`, `salt`, `working_plan`, `notifications`) VALUES (2,'eva','secret-hash','salt','{\"monday\":{\"start\":\"9:00\",\"end\":\"17:00\",\"breaks\":[{\"start\":\"12:00\",\"end\":\"12:45\"}]},\"tuesday\":{\"start\":\"09:00\",\"end\":\"13:00\",\"breaks\":[]},\"wednesday\":null,\"thursday\":null,\"friday\":null,\"saturday\":null,\"sunday\":null}',1);

CREATE TABLE `ea_users` (
  `id` int NOT NULL AUTO_INCREMENT,
  `create_datetime` datetime DEFAULT NULL,
  `update_datetime` datetime DEFAULT NULL,
  `first_name` varchar(256) DEFAULT NULL,
  `last_name` varchar(512) DEFAULT NULL,
  `email` varchar(512) DEFAULT NULL,
  `mobile_number` varchar(128) DEFAULT NULL,
  `phone_number` varchar(128) DEFAULT NULL,
  `address` varchar(256) DEFAULT NULL,
  `city` varchar(256) DEFAULT NULL,
  `state` varchar(128) DEFAULT NULL,
  `zip_code` varchar(64) DEFAULT NULL,
  `notes` text,
  `timezone` varchar(256) DEFAULT 'UTC',
  `language` varchar(256) DEFAULT 'english',
  `is_private` tinyint DEFAULT '0',
  `id_roles` int DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;
INSERT INTO `ea_users` VALUES (1,NULL,NULL,'Ada','Admin','ada@example.org','','+4930111111','','','','','','Europe/Berlin','english',0,1),(2,NULL,NULL,'Eva','Lindner','eva@example.org','+4915112345678','+4930222222','','','','','','Europe/Berlin','german',0,2),(3,NULL,NULL,'Jörg','Müller','joerg@example.org',NULL,'+4930333333','Weg 3','Berlin','','10115','Prefers mornings.','Europe/Berlin','german',0,3);
/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;
-- Dump completed on 2026-11-27 12:00:00
