// MunicipalRegistryTesting
