"""Words for settings with which no process starts; whoever installs the service reads them."""

NEW_KEY = "python -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())'"

MESSAGES: dict[str, str] = {
    "unsafe_settings": "La configuración no permite iniciar. Revise las variables REINSERTA_*.",
    "setting_unknown": "{name} tiene un valor que no conocemos. Use uno de estos: {known}.",
    "setting_no_number": "{name} no es un número entero. Escríbalo solo con dígitos.",
    "setting_out_of_range": "{name} está fuera de rango. Escriba un número entre {least} y {most}.",
    "setting_no_address": "{name} no es la dirección de una base de datos. Escríbala como postgresql+psycopg://…",
    "setting_no_key": "{name} tiene una clave que no sirve para cifrar. Genere una: " + NEW_KEY,
    "setting_missing": "Falta {name}. Defínala: en producción no hay un valor de reemplazo.",
    "setting_weak_secret": "{name} es la de desarrollo o tiene menos de {least} caracteres. Genere otra.",
    "setting_debug": "{name} está activada. Desactívela: en producción mostraría datos reservados.",
    "setting_network_path": "{name} nombra un archivo SQLite en una carpeta de red. Use un disco local o PostgreSQL.",
    "setting_no_smtp": "{name} no es la dirección de un servidor de correo. Escríbala como smtp://servidor:587.",
    "setting_no_sender": "{name} no es un correo. Escríbalo como reinserta@ejemplo.pe.",
    "setting_no_https": "{name} no empieza con https://. Las cartas y sesiones de producción lo exigen.",
}
